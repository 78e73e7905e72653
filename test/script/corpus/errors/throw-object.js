throw { code: 7, reason: 'because' }
