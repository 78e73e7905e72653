const deep = () => deep()
deep()
