using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.RateLimiting;
using Onair.Guard;
using Onair.Primitives;
using Onair.VideoActions;
using Onair.VideoActions.Requests;
using Onair.VideoActions.Signing;
using Onair.VideoActions.Templates;

namespace Onair.Operator.VideoServices;

/// <summary>One provider's video service. All assets of the provider share its rate limit.</summary>
internal sealed class VideoService : IDisposable
{
    private const int LargestAnswer = 4 * 1024 * 1024;
    private const int LongestReason = 300;

    private readonly string _provider;
    private readonly VideoSecrets _secrets;
    private readonly AddressRules _rules;
    private readonly HttpClient _http;
    private readonly TokenBucketRateLimiter _limit;

    /// <param name="provider">The MediaProvider's name, for metrics.</param>
    /// <param name="map">Its action map.</param>
    /// <param name="secrets">Its Secrets.</param>
    /// <param name="timeout">How long a call may take.</param>
    public VideoService(string provider, ActionMap map, VideoSecrets secrets, TimeSpan timeout)
    {
        (_provider, Map, _secrets) = (provider, map, secrets);
        _rules = new(map.Spec.AllowedCidrs);
        _http = new(GuardedHttp.CreateHandler(_rules)) { Timeout = timeout, MaxResponseContentBufferSize = LargestAnswer };
        _limit = new(new()
        {
            TokenLimit = map.Spec.RateLimit.Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1 / map.Spec.RateLimit.RequestsPerSecond),
            QueueLimit = int.MaxValue,
        });
    }

    public ActionMap Map { get; }

    /// <summary>The key that signs playback tokens; null when the provider has none.</summary>
    public SigningKey? SigningKey => _secrets.SigningKey;

    /// <summary>Performs an action and returns the response.</summary>
    /// <exception cref="VideoServiceException">The service refused it, or its outcome is unknown.</exception>
    /// <exception cref="ActionException">The action map does not fit.</exception>
    public async Task<string> SendAsync(VideoAction action, TemplateInput values, CancellationToken cancellationToken)
    {
        var request = Map.Request(action, values with { Credentials = _secrets.Credentials });
        // Plain HTTP only where the provider declares that its service is on a private network.
        HashSet<string> schemes = Map.Spec.AllowedCidrs.Count > 0 ? ["http", "https"] : ["https"];
        if (GuardedUrl.Check(request.Url.AbsoluteUri, schemes, _rules) is { } rule) throw Refused(action, rule);
        using var lease = await _limit.AcquireAsync(1, cancellationToken);
        return await VideoServiceMetrics.CountAsync(_provider, action, () => SendAsync(request, cancellationToken));
    }

    public void Dispose()
    {
        _http.Dispose();
        _limit.Dispose();
    }

    private async Task<string> SendAsync(VideoRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, request.Url);
        if (request.Body is { } body) message.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in request.Headers)
            if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content?.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var answer = await _http.SendAsync(message, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            return answer.IsSuccessStatusCode ? text : throw Refused(request.Action, answer.StatusCode, text);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            if (e.InnerException is AddressRefusedException refused) throw Refused(request.Action, refused.Message);
            throw new VideoServiceException(VideoErrorKind.Unavailable, $"{request.Action}: {Reason(e)}", e);
        }
    }

    private static VideoServiceException Refused(VideoAction action, string rule) =>
        new(VideoErrorKind.Rejected, $"{action}: the URL of spec.video {rule}; spec.video.allowedCidrs can allow private addresses");

    // The service's text is for people. It is cut, because some services answer with a whole page.
    private static VideoServiceException Refused(VideoAction action, HttpStatusCode code, string text) =>
        new(VideoServiceException.KindOf(code), $"{action}: the service answered {(int)code}: {Ellipsis.Line(text, LongestReason)}");

    private static string Reason(Exception e) => e switch
    {
        OperationCanceledException => "the service did not answer in time",
        { InnerException: SocketException socket } => $"the service cannot be reached ({socket.SocketErrorCode})",
        _ => $"the service cannot be reached ({e.Message})",
    };
}
