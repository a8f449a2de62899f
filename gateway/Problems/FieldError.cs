namespace Onair.Gateway.Problems;

/// <summary>A value of a request that breaks a rule.</summary>
internal sealed record FieldError
{
    public FieldError(string field, string? value, string rule) => (Field, Value, Rule) = (field, value, rule);

    /// <summary>Where it is: a member of the body, e.g. <c>timestamp_list[0].start</c>, or the name of a parameter or header.</summary>
    public string Field { get; }

    /// <summary>The value as it was sent, never a secret; null when a required value is missing.</summary>
    public string? Value { get; }

    /// <summary>The requirement that is not met.</summary>
    public string Rule { get; }

    /// <summary>The error as the resources word theirs.</summary>
    public override string ToString() => Value is null ? $"{Field}: Required value: {Rule}" : $"{Field}: Invalid value: \"{Value}\": {Rule}";
}
