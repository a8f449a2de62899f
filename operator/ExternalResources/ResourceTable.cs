namespace Onair.Operator.ExternalResources;

/// <summary>All that the decisions know about one kind of external resource.</summary>
/// <typeparam name="TKind">The kinds.</typeparam>
/// <typeparam name="TRecords">The part of the status that holds the ids.</typeparam>
/// <typeparam name="TStatus">The status.</typeparam>
/// <param name="Kind">The kind.</param>
/// <param name="Title">Its name in Events and messages.</param>
/// <param name="StatusField">The field of <c>status.resources</c> that holds its id; the annotation onair.dev/adopt uses the same names.</param>
/// <param name="Id">Reads that field.</param>
/// <param name="WithId">Writes that field.</param>
internal sealed record ResourceRow<TKind, TRecords, TStatus>(
    TKind Kind, string Title, string StatusField, Func<TRecords, string?> Id, Func<TRecords, string?, TRecords> WithId)
    where TKind : struct, Enum
{
    /// <summary>The status without what the resource had given it.</summary>
    public Func<TStatus, TStatus> WithoutOutcome { get; init; } = status => status;
}

/// <summary>The one table of the kinds of a custom resource's external resources. A new kind is one enum member and one row.</summary>
/// <param name="rows">One row for each kind, in the order of the enum.</param>
internal sealed class ResourceTable<TKind, TRecords, TStatus>(IReadOnlyList<ResourceRow<TKind, TRecords, TStatus>> rows)
    where TKind : struct, Enum
{
    private readonly Dictionary<TKind, ResourceRow<TKind, TRecords, TStatus>> _byKind = rows.ToDictionary(row => row.Kind);

    /// <summary>One row for each kind, in the order of the enum.</summary>
    public IReadOnlyList<ResourceRow<TKind, TRecords, TStatus>> Rows => rows;

    /// <summary>The kinds in the order of the enum.</summary>
    public IReadOnlyList<TKind> Kinds { get; } = [.. rows.Select(row => row.Kind)];

    public ResourceRow<TKind, TRecords, TStatus> this[TKind kind] => _byKind[kind];

    /// <summary>The kind whose id is in this field of <c>status.resources</c>.</summary>
    public TKind OfStatusField(string name) => rows.Single(row => row.StatusField == name).Kind;
}
