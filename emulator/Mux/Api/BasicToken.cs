using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Onair.Emulator.Mux.Api;

/// <summary>HTTP Basic with an access token's id and secret.</summary>
internal static class BasicToken
{
    /// <param name="header">The <c>Authorization</c> header.</param>
    public static bool IsGood(string? header, MuxOptions options)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var value) || !value.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) return false;
        var given = new byte[(value.Parameter?.Length ?? 0) + 1];
        if (!Convert.TryFromBase64String(value.Parameter ?? "", given, out var length)) return false;
        return CryptographicOperations.FixedTimeEquals(given.AsSpan(0, length), Encoding.UTF8.GetBytes($"{options.TokenId}:{options.TokenSecret}"));
    }
}
