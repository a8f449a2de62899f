namespace Onair.Gateway.Problems;

/// <summary>A value of a request that breaks a rule.</summary>
/// <param name="Field">Where it is: a member of the body, e.g. <c>timestamp_list[0].start</c>, or the name of a parameter or header.</param>
/// <param name="Value">The value as it was sent, never a secret; null when a required value is missing.</param>
/// <param name="Rule">The requirement that is not met.</param>
internal sealed record FieldError(string Field, string? Value, string Rule)
{
    /// <summary>The error as the resources word theirs.</summary>
    public override string ToString() => Value is null ? $"{Field}: Required value: {Rule}" : $"{Field}: Invalid value: \"{Value}\": {Rule}";
}
