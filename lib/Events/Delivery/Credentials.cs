namespace Onair.Events.Delivery;

/// <summary>The secrets that requests are sent with. Never logged.</summary>
/// <param name="Token">Sent as Bearer; null for none.</param>
/// <param name="Keys">What requests are signed with; empty for none.</param>
public sealed record Credentials(string? Token, IReadOnlyList<byte[]> Keys)
{
    /// <summary>Neither token nor signature.</summary>
    public static Credentials None { get; } = new(null, []);

    /// <summary>Whether a receiver sees the same token and signatures.</summary>
    public bool AreSame(Credentials other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Token == other.Token && Keys.Count == other.Keys.Count && Keys.Zip(other.Keys).All(k => k.First.AsSpan().SequenceEqual(k.Second));
    }

    /// <summary>A text without the token, in case the receiver has echoed it.</summary>
    public string Redacted(string text) => Token is null ? text : text.Replace(Token, "***", StringComparison.Ordinal);

    /// <summary>Nothing secret: the default of records prints all members.</summary>
    public override string ToString() => $"{(Token is null ? "no" : "a")} token, {Keys.Count} signing keys";
}
