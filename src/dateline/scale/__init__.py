"""Scale: ways to map a coder over reports. Stages never see how many workers there are."""
