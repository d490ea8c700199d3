"""Ports in memory, for tests of what stands on them. They pass the same contract suites as the real ones.

The doorbell and the presence of `meetings.cluster.local` are in memory already.
"""
