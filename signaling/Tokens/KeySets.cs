using System.Collections.Concurrent;
using Microsoft.IdentityModel.Tokens;
using Onair.Guard;

namespace Onair.Signaling.Tokens;

/// <summary>Public keys from JWKS URLs. They are cached, and fetched early when a token names an unknown key: that is a rotation.</summary>
internal sealed partial class KeySets : IDisposable
{
    private const long LargestSet = 256 * 1024;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    // Tokens with made-up key ids must not make this service send requests.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, Entry> _sets = new(StringComparer.Ordinal);
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly ILogger<KeySets> _logger;

    public KeySets(SignalingSettings settings, TimeProvider time, ILogger<KeySets> logger)
        : this(GuardedHttp.CreateHandler(new AddressRules(settings.AllowedCidrs)), time, logger)
    {
    }

    internal KeySets(HttpMessageHandler handler, TimeProvider time, ILogger<KeySets> logger)
    {
        (_time, _logger) = (time, logger);
        _http = new(handler) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = LargestSet };
    }

    /// <summary>The keys that may have signed a token: the one that it names, or all.</summary>
    public async Task<IReadOnlyList<SecurityKey>> OfAsync(string url, string? kid, CancellationToken cancellationToken)
    {
        var keys = await GetAsync(url, known => Named(known, kid).Count > 0, cancellationToken);
        return Named(keys, kid);
    }

    /// <summary>The keys after those that a token without a key id is not signed with: newer ones, or none if they are too new for another request.</summary>
    public async Task<IReadOnlyList<SecurityKey>> AfterAsync(string url, IReadOnlyList<SecurityKey> refused, CancellationToken cancellationToken)
    {
        var keys = await GetAsync(url, known => known != refused, cancellationToken);
        return keys == refused ? [] : keys;
    }

    private async Task<IReadOnlyList<SecurityKey>> GetAsync(string url, Func<IReadOnlyList<SecurityKey>, bool> suffices, CancellationToken cancellationToken)
    {
        var entry = _sets.GetOrAdd(url, _ => new());
        await entry.Gate.WaitAsync(cancellationToken);
        try
        {
            var age = _time.GetUtcNow() - entry.At;
            if (age > Lifetime || (age > ShortestPause && !suffices(entry.Keys))) await FetchAsync(url, entry);
            return entry.Keys;
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    private static IReadOnlyList<SecurityKey> Named(IReadOnlyList<SecurityKey> keys, string? kid) => string.IsNullOrEmpty(kid) ? keys : [.. keys.Where(key => key.KeyId == kid)];

    public void Dispose() => _http.Dispose();

    // A page that leaves does not stop it: coming and going must not cause a request each time.
    private async Task FetchAsync(string url, Entry entry)
    {
        try
        {
            var set = new JsonWebKeySet(await _http.GetStringAsync(new Uri(url), CancellationToken.None));
            // A set may have keys for encryption, and must not have secrets.
            entry.Keys = [.. set.Keys.Where(key => key.Kty is "RSA" or "EC" && key.Use is null or "" or "sig")];
            LogFetched(url, entry.Keys.Count);
        }
        catch (Exception e) when (e is HttpRequestException or ArgumentException or AddressRefusedException or OperationCanceledException)
        {
            // The last keys stay in use.
            LogFailed(url, e.Message);
        }
        entry.At = _time.GetUtcNow();
    }

    [LoggerMessage(1, LogLevel.Information, "Fetched {Count} keys from {Url}")]
    private partial void LogFetched(string url, int count);

    [LoggerMessage(2, LogLevel.Warning, "Could not fetch keys from {Url}: {Reason}")]
    private partial void LogFailed(string url, string reason);

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public IReadOnlyList<SecurityKey> Keys { get; set; } = [];

        public DateTimeOffset At { get; set; } = DateTimeOffset.MinValue;
    }
}
