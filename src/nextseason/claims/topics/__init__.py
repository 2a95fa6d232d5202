"""One grammar per topic, and the words that call for it."""

from nextseason.claims.frame import Grammar
from nextseason.claims.topics import (
    campaign,
    cast,
    cost,
    crew,
    decision,
    episodes,
    production,
    reason,
    reception,
    release,
    renewal,
    trailer,
    viewing,
)
from nextseason.domain import Topic

GRAMMARS: dict[Topic, Grammar] = {
    Topic.RENEWAL: renewal.read_renewal,
    Topic.RELEASE: release.read_release,
    Topic.DECISION: decision.read_decision,
    Topic.PRODUCTION: production.read_production,
    Topic.CAST: cast.read_cast,
    Topic.CREW: crew.read_crew,
    Topic.EPISODES: episodes.read_episodes,
    Topic.TRAILER: trailer.read_trailer,
    Topic.RECEPTION: reception.read_reception,
    Topic.VIEWING: viewing.read_viewing,
    Topic.COST: cost.read_cost,
    Topic.CAMPAIGN: campaign.read_campaign,
    Topic.REASON: reason.read_reason,
}

TRIGGERS: dict[Topic, tuple[str, ...]] = {
    Topic.RENEWAL: renewal.TRIGGERS,
    Topic.RELEASE: release.TRIGGERS,
    Topic.DECISION: decision.TRIGGERS,
    Topic.PRODUCTION: production.TRIGGERS,
    Topic.CAST: cast.TRIGGERS,
    Topic.CREW: crew.TRIGGERS,
    Topic.EPISODES: episodes.TRIGGERS,
    Topic.TRAILER: trailer.TRIGGERS,
    Topic.RECEPTION: reception.TRIGGERS,
    Topic.VIEWING: viewing.TRIGGERS,
    Topic.COST: cost.TRIGGERS,
    Topic.CAMPAIGN: campaign.TRIGGERS,
    Topic.REASON: reason.TRIGGERS,
}
