using Onair.Emulator.Media;
using Onair.Guard;

namespace Onair.Emulator.Mux.Assets;

/// <summary>Fetches inputs through the guard.</summary>
internal sealed class SourceFetch(MediaOptions options) : IDisposable
{
    private const int MostRedirects = 5;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private static readonly HashSet<string> Schemes = ["http", "https"];

    private readonly HttpClient _http = new(GuardedHttp.CreateHandler(options.PullRules)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Writes what a URL answers to a file.</summary>
    /// <exception cref="AssetFailureException">It answers nothing of use.</exception>
    public async Task ToFileAsync(string url, string path, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            using var answer = await GetAsync(new Uri(url), limit);
            await using var body = await answer.Content.ReadAsStreamAsync(limit.Token);
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            var buffer = new byte[128 * 1024];
            int read;
            do
            {
                limit.CancelAfter(Silence);
                read = await body.ReadAsync(buffer, limit.Token);
                await file.WriteAsync(buffer.AsMemory(0, read), limit.Token);
            }
            while (read > 0);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed("nothing came for 30 seconds");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or AddressRefusedException)
        {
            throw Failed(e.InnerException is AddressRefusedException refused ? refused.Message : e.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private static AssetFailureException Failed(string reason) => new("invalid_input", $"Failed to download the input file: {reason}");

    private async Task<HttpResponseMessage> GetAsync(Uri url, CancellationTokenSource limit)
    {
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            if (GuardedUrl.Check(url.AbsoluteUri, Schemes, options.PullRules) is { } broken) throw new AddressRefusedException(broken);
            limit.CancelAfter(Silence);
            var answer = await _http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (answer.IsSuccessStatusCode) return answer;
            using (answer)
            {
                if ((int)answer.StatusCode is < 300 or >= 400 || answer.Headers.Location is not { } location)
                    throw new HttpRequestException($"{url.Host} returned {(int)answer.StatusCode} {answer.StatusCode}");
                url = new Uri(url, location);
            }
        }

        throw new HttpRequestException($"more than {MostRedirects} redirects");
    }
}
