"""Files, folders, archives, standard input and the web -> Articles.

Only `fetch` downloads, only `files` and `cache` open files; what is asked of a server, and what
is made of its answer, is worked out apart from both.  `gather` is imported when it is needed.
"""

from nextseason.articles.archives import Passed
from nextseason.articles.duplicates import CopyGroup, group_copies
from nextseason.articles.files import load_archive, load_articles

__all__ = ["CopyGroup", "Passed", "group_copies", "load_archive", "load_articles"]
