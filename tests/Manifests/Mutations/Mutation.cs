using System.Text.Json.Nodes;

namespace Onair.Tests.Manifests.Mutations;

/// <summary>A manifest that is valid but for one thing.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Path">The field that a refusal must name, e.g. <c>spec.encoder.renditions[1].width</c>.</param>
/// <param name="Invalid">The manifest.</param>
/// <param name="Valid">The same without the fault.</param>
public sealed record Mutation(MutationKind Kind, string Path, JsonObject Invalid, JsonObject Valid)
{
    /// <summary>What a failed test tells.</summary>
    public override string ToString() => $"{Kind} at {Path}: {Invalid.ToJsonString()}";
}
