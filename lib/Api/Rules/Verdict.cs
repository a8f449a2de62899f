
namespace Onair.Api.Rules;

/// <summary>The verdict on a request. An empty one allows it.</summary>
public sealed record Verdict
{
    /// <summary>The verdict that allows a request.</summary>
    public static Verdict Allowed { get; } = new();

    /// <summary>The rules that it breaks; any of them refuses it.</summary>
    public IReadOnlyList<Violation> Violations { get; init; } = [];

    /// <summary>Why it is forbidden although no field is invalid; null when it is not.</summary>
    public string? Forbidden { get; init; }

    /// <summary>Warnings for the user, whether allowed or refused.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The defaults that are filled in.</summary>
    public IReadOnlyList<PatchOperation> Patch { get; init; } = [];

    /// <summary>Whether nothing refuses it.</summary>
    public bool IsAllowed => Forbidden is null && Violations.Count == 0;
}
