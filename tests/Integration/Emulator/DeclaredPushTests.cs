using System.Net;
using Amazon.IVS;
using Amazon.IVS.Model;

namespace Onair.Tests.Integration.Emulator;

/// <summary>IVS without media: the admin routes say who pushes.</summary>
public sealed class DeclaredPushTests : IAsyncLifetime
{
    private readonly EmulatorProcess _emulator = new(new Dictionary<string, string>
    {
        ["Emulator__Media"] = "false",
        ["Emulator__RateLimit__Enabled"] = "false",
    });

    private HttpClient Http { get; } = new();

    public Task InitializeAsync() => _emulator.StartAsync();

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_declared_push_is_live_until_it_is_over()
    {
        using var ivs = new AmazonIVSClient(_emulator.Credentials, _emulator.Configure(new AmazonIVSConfig()));
        var created = await ivs.CreateChannelAsync(new() { Name = "declared" });
        var (arn, id) = (created.Channel.Arn, created.Channel.Arn.Split('/')[^1]);
        (await PutAsync($"/admin/push/{id}", "perhaps")).ShouldBe(HttpStatusCode.BadRequest);
        await Should.ThrowAsync<ChannelNotBroadcastingException>(() => ivs.GetStreamAsync(new() { ChannelArn = arn }));

        (await PutAsync($"/admin/push/{id}", "true")).ShouldBe(HttpStatusCode.NoContent);
        var stream = await HealthAsync(StreamHealth.HEALTHY);
        (await PutAsync($"/admin/receiving/{stream.StreamId}", "false")).ShouldBe(HttpStatusCode.NoContent);
        await HealthAsync(StreamHealth.STARVING);
        var page = await Http.GetStringAsync(new Uri(_emulator.Url + "/admin"));
        page.ShouldContain("declared: STARVING");
        page.ShouldNotContain(created.StreamKey.Value);

        await ivs.StopStreamAsync(new() { ChannelArn = arn });
        await Should.ThrowAsync<ChannelNotBroadcastingException>(() => ivs.GetStreamAsync(new() { ChannelArn = arn }));
        await PutAsync($"/admin/push/{id}", "true");
        (await HealthAsync(StreamHealth.HEALTHY)).StreamId.ShouldNotBe(stream.StreamId);
        await PutAsync($"/admin/push/{id}", "false");
        await ivs.DeleteChannelAsync(new() { Arn = arn });

        async Task<StreamSummary> HealthAsync(StreamHealth health)
        {
            StreamSummary? seen = null;
            await Eventually.ShouldBeAsync(
                async () =>
                {
                    seen = (await ivs.ListStreamsAsync(new())).Streams.SingleOrDefault(s => s.ChannelArn == arn);
                    return seen?.Health == health;
                },
                () => $"the stream is {health}: {seen?.Health}");
            return seen!;
        }
    }

    private async Task<HttpStatusCode> PutAsync(string path, string body)
    {
        using var content = new StringContent(body);
        using var response = await Http.PutAsync(new Uri(_emulator.Url + path), content);
        return response.StatusCode;
    }
}
