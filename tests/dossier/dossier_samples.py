"""The sample dossiers by name."""

from odd_dossiers import crowded, empty, hostile, right_to_left, settled
from rich_dossier import rich

SAMPLES = {
    "rich": rich,
    "empty": empty,
    "settled": settled,
    "hostile": hostile,
    "crowded": crowded,
    "right_to_left": right_to_left,
}
