using System.Net;
using System.Text.RegularExpressions;
using Polly;
using Polly.Retry;

namespace Onair.Splitter.Storage;

/// <summary>Classifies failed S3 responses: which are retried and which are final.</summary>
internal static partial class S3Failure
{
    private const int Tries = 6;
    private static readonly TimeSpan TextTime = TimeSpan.FromSeconds(10);

    /// <summary>The retry policy of all calls: network and server failures are retried.</summary>
    public static ResiliencePipeline Retry { get; } = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>().Handle<IOException>().Handle<TimeoutException>(),
            MaxRetryAttempts = Tries - 1,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(5),
            UseJitter = true,
        })
        .Build();

    /// <summary>Throws unless the response is a success: an exception that is retried, or a final one.</summary>
    /// <param name="answer">The response.</param>
    /// <param name="what">What was requested, e.g. <c>segment /b/archive.000003.ts</c>.</param>
    /// <param name="cancellationToken">Cancels reading the response.</param>
    public static async Task ThrowUnlessFineAsync(HttpResponseMessage answer, string what, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode) return;
        var status = answer.StatusCode;
        // The body may contain the signature, so only the error's code and message are used.
        var body = answer.Content.Headers.ContentLength is > 65_536 ? "" : await TextAsync(answer, cancellationToken);
        var said = $"{(int)status} {Element(Code(), body)}{(Element(Message(), body) is { Length: > 0 } text ? $": {text}" : "")}".Trim();
        if ((int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests)
            throw new HttpRequestException($"{what}: {said}");
        throw new SplitException(status switch
        {
            HttpStatusCode.PreconditionFailed => $"{what} has changed since it was indexed ({said})",
            HttpStatusCode.NotFound => $"{what} is gone ({said})",
            HttpStatusCode.Forbidden => $"{what}: access is refused, or the signed URL has expired ({said})",
            _ => $"{what}: {said}",
        });
    }

    // The status is known, with or without the text.
    private static async Task<string> TextAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TextTime);
        try
        {
            return await answer.Content.ReadAsStringAsync(limit.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return "";
        }
    }

    private static string Element(Regex pattern, string body) => pattern.Match(body).Groups[1].Value;

    [GeneratedRegex("<Code>([^<]{1,200})</Code>")]
    private static partial Regex Code();

    [GeneratedRegex("<Message>([^<]{1,500})</Message>")]
    private static partial Regex Message();
}
