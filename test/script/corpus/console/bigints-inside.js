console.log({ b: 5n }, [10n])
