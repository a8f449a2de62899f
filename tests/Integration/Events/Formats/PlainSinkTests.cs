using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Onair.Api.EventSinks;
using Onair.Events;
using Onair.Events.Formats;

namespace Onair.Tests.Integration.Events.Formats;

/// <summary>A receiver as the earlier service's example takes format Plain.</summary>
public sealed class PlainSinkTests : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(2));

    public void Dispose()
    {
        _http.Dispose();
        _limit.Dispose();
    }

    [Fact]
    public async Task It_takes_the_objects_of_every_type_of_event_for_what_they_are()
    {
        await using var sink = await PlainSink.StartAsync("token");
        var kinds = new List<string>();

        foreach (var request in SampleEvents.All.SelectMany(e => SinkRequestBuilder.Of(new() { Format = EventFormat.Plain }, [e])))
        {
            (await PostAsync(sink, request.Body, request.ContentType)).ShouldBe(HttpStatusCode.OK, request.Id);
            var (_, kind) = await sink.NextAsync(_limit.Token);
            kind.ShouldBe(request.Id.Split('/')[^1]);
            kinds.Add(kind);
        }

        kinds.CountBy(kind => kind).Select(kind => $"{kind.Key} {kind.Value}").ShouldBe(["stream 22", "event 25", "analytics 10", "video 6"], ignoreOrder: true);
    }

    [Fact]
    public async Task It_refuses_another_member_another_type_and_another_token()
    {
        await using var sink = await PlainSink.StartAsync("token");
        var request = SinkRequestBuilder.Of(new() { Format = EventFormat.Plain }, [SampleEvents.Of(EventTypes.LiveStreamStarted)])[0];
        var (more, less, other) = (Object(request), Object(request), Object(request));
        more["another"] = 1;
        less.Remove("name");
        other["initial_seek"] = "0";

        foreach (var changed in new[] { more, less, other })
            (await PostAsync(sink, Encoding.UTF8.GetBytes(changed.ToJsonString()), request.ContentType)).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(sink, request.Body, request.ContentType, "stolen")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static JsonObject Object(SinkRequest request) => JsonNode.Parse(request.Body)!.AsObject();

    private async Task<HttpStatusCode> PostAsync(PlainSink sink, byte[] body, string contentType, string token = "token")
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, sink.Url) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        message.Headers.Authorization = new("Bearer", token);
        using var answer = await _http.SendAsync(message, _limit.Token);
        return answer.StatusCode;
    }
}
