namespace Onair.Signaling.Sites;

/// <summary>Why the value of a Secret is not at hand.</summary>
internal enum SecretLack
{
    /// <summary>It is at hand.</summary>
    None,

    /// <summary>There is no such Secret.</summary>
    NoSecret,

    /// <summary>The Secret lacks the label by which the service may read it.</summary>
    NoLabel,

    /// <summary>The Secret has no such entry, or an empty one.</summary>
    NoEntry,

    /// <summary>The API server permits the service no look at it.</summary>
    Forbidden,

    /// <summary>The API server did not answer, and there is no former value.</summary>
    NoAnswer,
}

/// <summary>One entry of a Secret as the service read it.</summary>
/// <param name="Value">The value; null if there is none. After a failure it is the former one.</param>
/// <param name="Lack">What is wrong.</param>
internal readonly record struct SiteSecret(byte[]? Value, SecretLack Lack = SecretLack.None)
{
    /// <summary>What the entry of a Secret says.</summary>
    public static SiteSecret Of(byte[]? value) => value is { Length: > 0 } ? new(value) : new(null, SecretLack.NoEntry);
}
