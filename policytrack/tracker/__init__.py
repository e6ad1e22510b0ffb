"""The use cases: what a command does, told with the rooms below and returned as data.

Joins taking in, reading, keeping and telling, which know nothing of each other. Prints nothing.
Each use case is imported from its own module, so that a command loads only what it needs:
`start` (a workspace, a policy to track), `take` (snapshots), `look` (versions and comparisons),
`notes` (change notes), `reading` (a source as text and sections), `sample` (the demo).
"""
