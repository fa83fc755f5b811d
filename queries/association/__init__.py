"""Associated risk (关联提示): how strongly an event reaches others over dated ties. Something to look at, never a measure."""
