using Onair.Emulator.Faults;

namespace Onair.Tests.Unit.Emulator;

public sealed class RestartTests
{
    [Fact]
    public async Task A_running_channel_gets_its_pipelines_back_which_record_under_the_time_of_their_start()
    {
        using var before = new ControlPlane();
        var stage = await before.RunningAsync();
        before.Time.Advance(100);

        using var after = await before.RestartAsync();
        await Until(() => after.Media.Running.ContainsKey(stage.Channel));

        var (former, archive) = (before.Media.Running[stage.Channel].Archives.Single(), after.Media.Running[stage.Channel].Archives.Single());
        archive.ShouldBe(former with { NameModifier = $"-{before.Time.GetUtcNow():yyyyMMddTHHmmss}-720" });
        archive.ShouldNotBe(former);
        after.Media.Ingest.ShouldHaveSingleItem().InputId.ShouldBe(stage.Input);
        await after.UntilAsync($"/channels/{stage.Channel}", "RUNNING");
    }

    [Fact]
    public async Task A_channel_that_recovers_is_running_again_after_its_time()
    {
        using var before = new ControlPlane();
        var stage = await before.RunningAsync();
        before.Get<IPipelineFaults>().Fail(stage.Channel, 0).ShouldBeNull();
        await before.UntilAsync($"/channels/{stage.Channel}", "RECOVERING");

        using var after = await before.RestartAsync();
        await after.UntilAsync($"/channels/{stage.Channel}", "RECOVERING");
        after.Time.Advance(60);
        await after.UntilAsync($"/channels/{stage.Channel}", "RUNNING");
        await Until(() => after.Media.Running.ContainsKey(stage.Channel));
    }

    [Fact]
    public async Task A_state_on_its_way_arrives()
    {
        using var before = new ControlPlane();
        var stage = await before.IdleAsync();
        await before.MediaLive("POST", $"/channels/{stage.Channel}/start");

        using var after = await before.RestartAsync();
        await after.UntilAsync($"/channels/{stage.Channel}", "STARTING");
        after.Time.Advance(60);
        await after.UntilAsync($"/channels/{stage.Channel}", "RUNNING");
    }

    [Fact]
    public async Task All_resources_are_there_again()
    {
        using var before = new ControlPlane();
        var stage = await before.IdleAsync();
        var channel = (await before.MediaLive("GET", $"/channels/{stage.Channel}")).Body.ToJsonString();
        var endpoint = (await before.MediaPackage("GET", "/origin_endpoints/pe")).Body.ToJsonString();

        using var after = await before.RestartAsync();
        (await after.MediaLive("GET", $"/channels/{stage.Channel}")).Body.ToJsonString().ShouldBe(channel);
        (await after.MediaPackage("GET", "/origin_endpoints/pe")).Body.ToJsonString().ShouldBe(endpoint);
        await after.UntilAsync($"/inputSecurityGroups/{stage.Group}", "IN_USE");
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (!condition())
        {
            await Task.Delay(1, limit.Token);
        }
    }
}
