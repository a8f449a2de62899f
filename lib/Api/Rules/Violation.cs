namespace Onair.Api.Rules;

/// <summary>A value that breaks a rule that the schema cannot express.</summary>
/// <param name="Field">Path of the field, e.g. <c>spec.encoder.renditions[1]</c>.</param>
/// <param name="Value">The invalid value as the user wrote it, never a secret; null when a required value is missing.</param>
/// <param name="Rule">The requirement that is not met.</param>
public sealed record Violation(string Field, string? Value, string Rule)
{
    /// <summary>The message without the field's path: <c>Invalid value: "value": rule</c>.</summary>
    public string Detail => Value is null ? $"Required value: {Rule}" : $"Invalid value: \"{Value}\": {Rule}";

    /// <summary>The message in the format of Kubernetes: <c>field: Invalid value: "value": rule</c>.</summary>
    public override string ToString() => $"{Field}: {Detail}";
}
