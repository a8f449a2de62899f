using System.Security.Cryptography;
using System.Text;
using Onair.Api.Admission;

namespace Onair.Webhook.Certificates;

/// <summary>
/// The tokens by which API servers are known, in the folder of the certificate: the current one, and those before it while API servers may
/// still send them. Until the folder has had one, paths without a token are answered: the operator has not rewritten the configurations yet.
/// </summary>
internal sealed class CallerTokens(WebhookSettings settings)
{
    private const int Length = 64;

    private readonly string _currentPath = Path.Combine(settings.CertificateFolder, ReviewPath.TokenKey);
    private readonly string _formerPath = Path.Combine(settings.CertificateFolder, ReviewPath.FormerKey);
    private Accepted _accepted = new([], Plain: true);

    /// <summary>The review's own path; null when the caller has not proven to be an API server.</summary>
    public string? PathOf(string path)
    {
        var accepted = Volatile.Read(ref _accepted);
        if (path.Length <= Length + 1 || path[0] != '/' || path[Length + 1] != '/')
            return accepted.Plain ? path : null;
        var sent = Encoding.UTF8.GetBytes(path[1..(Length + 1)]);
        var found = false;
        // All of them, in the same time whatever was sent.
        foreach (var token in accepted.Tokens) found |= CryptographicOperations.FixedTimeEquals(token, sent);
        return found ? path[(Length + 1)..] : null;
    }

    /// <summary>Loads the tokens in the folder. When there is none any more, the last ones stay in use, as the certificate does.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(_currentPath, cancellationToken) is not { } text || !ReviewPath.IsToken(text.Trim())) return;
        var formers = ReviewPath.Formers(await ReadAsync(_formerPath, cancellationToken));
        Volatile.Write(ref _accepted, new(
            [.. formers.Where(ReviewPath.IsToken).Prepend(text.Trim()).Select(Encoding.ASCII.GetBytes)], formers.Contains(ReviewPath.Without)));
    }

    private static async Task<string?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Accepted(IReadOnlyList<byte[]> Tokens, bool Plain);
}
