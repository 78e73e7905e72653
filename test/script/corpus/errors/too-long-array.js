new Array(-1)
