using Onair.Api.Rules;


namespace Onair.Webhook.Admission;

/// <summary>What is to be said of a request. Nothing at all: it is allowed.</summary>
internal sealed record Verdict
{
    public static Verdict Allowed { get; } = new();

    /// <summary>The rules that it would break; refused when there are any.</summary>
    public IReadOnlyList<Violation> Violations { get; init; } = [];

    /// <summary>Why it is not to be done, though no field is wrong; refused when there is a reason.</summary>
    public string? Forbidden { get; init; }

    /// <summary>What the user should know, whether allowed or refused.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What is filled in.</summary>
    public IReadOnlyList<PatchOperation> Patch { get; init; } = [];

    public bool IsAllowed => Forbidden is null && Violations.Count == 0;
}
