try { throw new Error('x') } catch (error) { console.log(error.message, error instanceof Error) } finally { console.log('finally') }
