"""Associated risk (关联提示): how strongly events reach others over dated ties. Never a measure, only an alert."""
