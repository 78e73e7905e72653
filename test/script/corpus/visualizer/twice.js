/* { "phase": "prerequest" } */
pm.visualizer.set('a', [1])
pm.visualizer.set('b', [2])
