using Onair.Gateway.Problems;
using Onair.Gateway.Requests;

namespace Onair.Gateway.Broadcasts;

/// <summary>The parameters of a start or a stop, checked.</summary>
/// <param name="Id">The id of the broadcast; null for a new one.</param>
/// <param name="Name">The name that people give it; null when the request has none.</param>
internal sealed record BroadcastRequest(string? Id, string? Name)
{
    private const string TypeName = "type";
    private const string IdName = "id";
    private const string NameName = "name";
    private const string OnlyType = "hls";
    private const int LongestName = 200;

    private static readonly FormParameter IdParameter = new(IdName, "The id of the broadcast.");

    /// <summary>The parameters of a start.</summary>
    public static IReadOnlyList<FormParameter> StartForm { get; } =
    [
        new(TypeName, $"Always {OnlyType}, also by default."),
        new(NameName, $"The name for people, of at most {LongestName} characters; required without an id."),
        IdParameter with { Description = "The id of a broadcast that is started again, or whose credentials are renewed. Without it, a new one is created." },
    ];

    /// <summary>The parameters of a stop.</summary>
    public static IReadOnlyList<FormParameter> StopForm { get; } = [IdParameter];

    /// <summary>The request for a start.</summary>
    /// <exception cref="ProblemException">400.</exception>
    public static BroadcastRequest Start(IReadOnlyDictionary<string, string> form)
    {
        var (type, id, name) = (form.GetValueOrDefault(TypeName), form.GetValueOrDefault(IdName), form.GetValueOrDefault(NameName));
        Refuse(
            type is null or OnlyType ? null : new FieldError(TypeName, Shown.Text(type), $"must be {OnlyType}"),
            id is not null && TextRules.Id(id) is { } idRule ? new(IdName, Shown.Text(id), idRule) : null,
            name is not null && TextRules.Name(name, LongestName) is { } nameRule ? new(NameName, Shown.Text(name), nameRule)
                : name is null && id is null ? new(NameName, null, "is required without an id") : null);
        return new(id, name);
    }

    /// <summary>The id of a stop.</summary>
    /// <exception cref="ProblemException">400.</exception>
    public static string Stop(IReadOnlyDictionary<string, string> form)
    {
        var id = form.GetValueOrDefault(IdName);
        Refuse(
            id is null ? new FieldError(IdName, null, "is required")
            : TextRules.Id(id) is { } rule ? new(IdName, Shown.Text(id), rule) : null);
        return id!;
    }

    private static void Refuse(params FieldError?[] errors)
    {
        FieldError[] found = [.. errors.OfType<FieldError>()];
        if (found.Length > 0) throw ProblemException.Invalid(found);
    }
}
