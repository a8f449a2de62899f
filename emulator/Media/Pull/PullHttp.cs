using System.Net.Http.Headers;
using System.Text;
using Onair.Guard;

namespace Onair.Emulator.Media.Pull;

/// <summary>HTTP to a pull source and to whatever its playlists name, through the guard. The source's own host gets the credentials.</summary>
internal sealed class PullHttp(PullSource source, AddressRules rules) : IDisposable
{
    private const int MaxRedirects = 5;
    private const int MaxPlaylist = 1024 * 1024;

    private static readonly HashSet<string> Schemes = ["http", "https"];

    private readonly HttpClient _client = new(GuardedHttp.CreateHandler(rules)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>
    /// The URL as ffmpeg gets it: the source's own host by plain HTTP, so that the proxy sees the requests and can add TLS and the credentials,
    /// neither of which ffmpeg needs to know.
    /// </summary>
    public Uri ForFfmpeg(Uri url) => IsSource(url) ? new UriBuilder(url) { Scheme = "http", Port = url.Port }.Uri : url;

    /// <summary>The URL that ffmpeg means.</summary>
    public Uri FromFfmpeg(Uri url) =>
        url.IdnHost == source.Url.IdnHost && url.Port == source.Url.Port ? new UriBuilder(url) { Scheme = source.Url.Scheme, Port = url.Port }.Uri : url;

    /// <summary>One answer, redirects included; its body is still to be read.</summary>
    /// <exception cref="AddressRefusedException">The URL breaks a rule.</exception>
    /// <exception cref="HttpRequestException">No answer; the inner exception may be an <see cref="AddressRefusedException"/>.</exception>
    public async Task<HttpResponseMessage> GetAsync(Uri url, RangeHeaderValue? range, CancellationToken cancellationToken)
    {
        if (GuardedUrl.Check(url.AbsoluteUri, Schemes, rules) is { } broken) throw new AddressRefusedException(broken);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Range = range;
        request.Headers.UserAgent.ParseAdd("onair-emulator");
        if (IsSource(url) && source.Username.Length > 0)
        {
            var account = Encoding.UTF8.GetBytes($"{source.Username}:{source.Password}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(account));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Tunnel.Silence);
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
    }

    /// <summary>A playlist and its URL after all redirects.</summary>
    /// <exception cref="HttpRequestException">No playlist; the message says why.</exception>
    public async Task<(Uri Url, HlsPlaylist Playlist)> GetPlaylistAsync(Uri url, CancellationToken cancellationToken)
    {
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            using var response = await GetAsync(url, range: null, cancellationToken);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
            {
                url = new Uri(url, location);
                continue;
            }

            if (!response.IsSuccessStatusCode) throw new HttpRequestException($"{url.Host} returned {(int)response.StatusCode} {response.StatusCode}");
            var text = await ReadAsync(response, cancellationToken);
            return (url, HlsPlaylist.Parse(text) ?? throw new HttpRequestException($"{url.Host} returned a response that is not an HLS playlist"));
        }

        throw new HttpRequestException($"more than {MaxRedirects} redirects");
    }

    public void Dispose() => _client.Dispose();

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Tunnel.Silence);
        await using var body = await response.Content.ReadAsStreamAsync(limit.Token);
        var buffer = new byte[MaxPlaylist];
        var length = await body.ReadAtLeastAsync(buffer, MaxPlaylist, throwOnEndOfStream: false, limit.Token);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private bool IsSource(Uri url) => url.Scheme == source.Url.Scheme && url.IdnHost == source.Url.IdnHost && url.Port == source.Url.Port;
}
