using System.Net;
using Amazon.MediaLive;
using Amazon.S3;
using Onair.Api.MediaProviders;
using Onair.Aws.Http;
using Onair.Operator.AwsAccounts;

namespace Onair.Tests.Unit.Aws;

/// <summary>A body of which half arrives, and then nothing.</summary>
public sealed class BodyDeadlineTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);
    private readonly FakeTime _time = new();

    [Theory]
    [InlineData(BodyPolicy.Whole, "application/json")]
    [InlineData(BodyPolicy.Whole, "application/xml")]
    [InlineData(BodyPolicy.Objects, "application/xml")]
    public async Task A_call_lasts_until_its_whole_body_is_read(BodyPolicy policy, string type)
    {
        using var stalled = new StalledBody("half");
        using var http = Client(policy, stalled, type);
        using var patience = new CancellationTokenSource();

        var call = http.GetAsync(new Uri("http://aws.test/"), HttpCompletionOption.ResponseHeadersRead, patience.Token);
        await stalled.IsAwaited;
        call.IsCompleted.ShouldBeFalse();
        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call);
    }

    [Fact]
    public async Task The_content_of_an_object_may_take_long_but_each_read_of_it_ends()
    {
        using var stalled = new StalledBody("half");
        using var http = Client(BodyPolicy.Objects, stalled, "video/mp2t");

        using var response = await http.GetAsync(new Uri("http://s3.test/b/k"), HttpCompletionOption.ResponseHeadersRead);
        response.Content.Headers.ContentLength.ShouldBeNull();
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[16];
        (await body.ReadAsync(buffer)).ShouldBe(4);
        _time.Advance(Idle);
        var read = body.ReadAsync(buffer).AsTask();
        await stalled.IsAwaited;
        read.IsCompleted.ShouldBeFalse("the time of the first read does not count");
        _time.Advance(Idle);

        (await Should.ThrowAsync<TimeoutException>(read)).Message.ShouldBe("no data received for 15 s");
    }

    [Fact]
    public void Every_client_of_a_provider_has_the_deadline()
    {
        var aws = new AwsSpec { Region = "eu-central-1" };

        foreach (Amazon.Runtime.ClientConfig config in new Amazon.Runtime.ClientConfig[]
                 { ClientSettings.For(aws, new AmazonMediaLiveConfig(), 0), ClientSettings.For(aws, new AmazonS3Config(), 0), ClientSettings.For(aws, new Amazon.SQS.AmazonSQSConfig(), 0) })
        {
            using var http = config.HttpClientFactory.ShouldBeOfType<BoundedHttp>().CreateHttpClient(config);
            http.Timeout.ShouldBe(TimeSpan.FromSeconds(15));
        }
        new AmazonMediaLiveConfig().HttpClientFactory.ShouldBeOfType<BoundedHttp>();
    }

    private HttpClient Client(BodyPolicy policy, StalledBody body, string type) =>
        new(new BodyDeadline(policy, Idle, _time) { InnerHandler = new Answer(body, type) }) { Timeout = Timeout.InfiniteTimeSpan };

    private sealed class Answer(StalledBody body, string type) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = new StreamContent(body);
            content.Headers.ContentType = new(type);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
        }
    }

    /// <summary>Yields a text, and then waits for ever.</summary>
    private sealed class StalledBody(string text) : MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))
    {
        private readonly TaskCompletionSource _awaited = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // Of unknown length, as a chunked body is.
        public override bool CanSeek => false;

        public Task IsAwaited => _awaited.Task;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Read(buffer.Span) is > 0 and var read) return read;
            _awaited.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            var buffer = new byte[bufferSize];
            while (await ReadAsync(buffer.AsMemory(), cancellationToken) is > 0 and var read) await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }
}
