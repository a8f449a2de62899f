namespace Onair.Tests.Integration.Operator;

/// <summary>The calls to AWS since some moment.</summary>
internal sealed class CallLog(Func<IReadOnlyList<(string Operation, string Path)>> calls)
{
    /// <summary>Each call's operation, in order.</summary>
    public IReadOnlyList<string> All() => [.. calls().Select(c => c.Operation)];

    public int Count(string operation) => calls().Count(c => c.Operation == operation);

    /// <summary>The different operations of the services that hold a stream's resources; not the provider's own check.</summary>
    public IReadOnlyList<string> Operations() =>
    [
        .. calls().Select(c => c.Operation).Where(o => !o.StartsWith("s3:", StringComparison.Ordinal) && !o.StartsWith("sts:", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>What was called, with queries.</summary>
    public IReadOnlyList<string> Paths() => [.. calls().Select(c => c.Path)];

    /// <summary>Everything that changes something, with its path.</summary>
    public IReadOnlyList<string> Changes() =>
        [.. calls().Where(c => !AwsOperations.IsRead(c.Operation)).Select(c => $"{c.Operation} {c.Path}")];

    /// <summary>How often the path was called that was called least, of those that the operation was called with.</summary>
    public int Rounds(string operation, int paths)
    {
        var counts = calls().Where(c => c.Operation == operation).GroupBy(c => c.Path).Select(g => g.Count()).ToList();
        return counts.Count < paths ? 0 : counts.Min();
    }
}
