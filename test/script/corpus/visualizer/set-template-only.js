pm.visualizer.set('<p>x</p>')
