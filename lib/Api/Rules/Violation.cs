namespace Onair.Api.Rules;

/// <summary>A value that breaks a rule which the schema cannot say.</summary>
/// <param name="Field">Path of the field, e.g. <c>spec.encoder.renditions[1]</c>.</param>
/// <param name="Value">The offending value as the user wrote it, never a secret; null when a value is missing.</param>
/// <param name="Rule">What must hold.</param>
public sealed record Violation(string Field, string? Value, string Rule)
{
    /// <summary>What is wrong with the field, without its path: <c>Invalid value: "value": rule</c>.</summary>
    public string Detail => Value is null ? $"Required value: {Rule}" : $"Invalid value: \"{Value}\": {Rule}";

    /// <summary>The way Kubernetes writes it: <c>field: Invalid value: "value": rule</c>.</summary>
    public override string ToString() => $"{Field}: {Detail}";
}
