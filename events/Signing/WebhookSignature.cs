namespace Onair.Events.Signing;

/// <summary>Signs requests as <see href="https://www.standardwebhooks.com">Standard Webhooks</see> says.</summary>
public static class WebhookSignature
{
    /// <summary>The keys in the text of a Secret: one <c>whsec_</c> and Base64 of 24 to 64 bytes a line.</summary>
    /// <param name="text">The text.</param>
    /// <returns>At least one key.</returns>
    /// <exception cref="FormatException">A line is none, or there is none; the message has the number of the line and the rule, never the secret.</exception>
    public static IReadOnlyList<byte[]> Keys(string text) => throw new NotImplementedException();

    /// <summary>The value of the header <c>webhook-signature</c>: a signature for each key, separated by spaces.</summary>
    /// <param name="keys">See <see cref="Keys"/>.</param>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="time">The header <c>webhook-timestamp</c>, which has whole seconds.</param>
    /// <param name="body">What is sent.</param>
    public static string Sign(IReadOnlyList<byte[]> keys, string id, DateTimeOffset time, ReadOnlySpan<byte> body) => throw new NotImplementedException();
}
