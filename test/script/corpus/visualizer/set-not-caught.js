pm.visualizer.set({ template: 'x' })
