namespace Onair.Kubernetes.Resources;

/// <summary>A field of an object that this release cannot read. The API server accepted its value.</summary>
/// <param name="Path">The field, e.g. <c>spec.schedule[0].start</c>.</param>
/// <param name="Value">The value, shortened; empty for an object or a list.</param>
/// <param name="Rule">What a value must be, e.g. <c>must be one of Running, Stopped</c>.</param>
public sealed record UnreadableField(string Path, string Value, string Rule)
{
    /// <summary>The field, its value and the rule, e.g. <c>spec.state: "Paused": must be one of Running, Stopped</c>.</summary>
    public override string ToString() => Value.Length == 0 ? $"{Path}: {Rule}" : $"{Path}: \"{Value}\": {Rule}";
}
