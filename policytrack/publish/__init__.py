"""A static site of policies and their changes: pages, feeds and data that need no server.

Knows the model and the other forms of output. Must not know where versions are kept, nor how
changes are found: `policytrack.tracker.publishing` brings views of them.
"""

from policytrack.publish.policysite import write_policy
from policytrack.publish.site import write_site
from policytrack.publish.staging import Staging
from policytrack.publish.views import ChangeView, Edition, PolicyView, SiteOptions, Size, Standing

__all__ = [
    "ChangeView",
    "Edition",
    "PolicyView",
    "SiteOptions",
    "Size",
    "Staging",
    "Standing",
    "write_policy",
    "write_site",
]
