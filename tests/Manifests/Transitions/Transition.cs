using System.Text.Json.Nodes;

namespace Onair.Tests.Manifests.Transitions;

/// <summary>An edit: two valid manifests of the same object.</summary>
/// <param name="Before">As it was.</param>
/// <param name="After">As it becomes.</param>
/// <param name="Paths">The fields that were set, changed or taken away, e.g. <c>spec.encoder.renditions[1].width</c>.</param>
public sealed record Transition(JsonObject Before, JsonObject After, IReadOnlyList<string> Paths)
{
    /// <summary>The edit and its undoing.</summary>
    public IReadOnlyList<JsonObject> ThereAndBack => [Before, After, Before];

    /// <summary>What a failed test tells.</summary>
    public override string ToString() => $"edit of {string.Join(", ", Paths)}: {Before.ToJsonString()} -> {After.ToJsonString()}";
}
