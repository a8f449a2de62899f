using System.Net;
using System.Text.RegularExpressions;
using Polly;
using Polly.Retry;

namespace Onair.Splitter.Storage;

/// <summary>What an answer of S3 that is not the one hoped for means, and which are worth another try.</summary>
internal static partial class S3Failure
{
    private const int Tries = 6;

    /// <summary>For all calls: failures of the network and of the server are tried again.</summary>
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

    /// <summary>Throws what an answer says unless it is a success: something to try again, or something that stays.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="what">What was asked for, e.g. <c>segment /b/archive.000003.ts</c>.</param>
    /// <param name="ct">Cancels reading the answer.</param>
    public static async Task ThrowUnlessFineAsync(HttpResponseMessage answer, string what, CancellationToken ct)
    {
        if (answer.IsSuccessStatusCode) return;
        var status = answer.StatusCode;
        // The body may repeat the signature: only the code and the message of the error are passed on.
        var body = answer.Content.Headers.ContentLength is > 65_536 ? "" : await answer.Content.ReadAsStringAsync(ct);
        var said = $"{(int)status} {Element(Code(), body)}{(Element(Message(), body) is { Length: > 0 } text ? $": {text}" : "")}".Trim();
        if ((int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests)
            throw new HttpRequestException($"{what}: {said}");
        throw new SplitException(status switch
        {
            HttpStatusCode.PreconditionFailed => $"{what} is no longer the object that its index was made from ({said})",
            HttpStatusCode.NotFound => $"{what} is gone ({said})",
            HttpStatusCode.Forbidden => $"{what}: access is refused, or the signed URL has expired ({said})",
            _ => $"{what}: {said}",
        });
    }

    private static string Element(Regex pattern, string body) => pattern.Match(body).Groups[1].Value;

    [GeneratedRegex("<Code>([^<]{1,200})</Code>")]
    private static partial Regex Code();

    [GeneratedRegex("<Message>([^<]{1,500})</Message>")]
    private static partial Regex Message();
}
