using Onair.Emulator.Faults;

namespace Onair.Tests.Unit.Emulator.MediaLive;

/// <summary>Channels whose transition is accepted and fails.</summary>
public sealed class ChannelOutcomeTests : IDisposable
{
    private readonly ControlPlane _plane = new();

    public void Dispose() => _plane.Dispose();

    [Fact]
    public async Task A_creation_that_fails_leaves_a_channel_that_can_only_be_deleted()
    {
        var input = await _plane.InputAsync(await _plane.GroupAsync());
        await _plane.PackageAsync();
        Fail("CreateChannel");
        var (status, body) = await _plane.MediaLive("POST", "/channels", Fixtures.ChannelRequest(input).ToJsonString());
        status.ShouldBe(201);
        ((string?)body["channel"]!["state"]).ShouldBe("CREATING");
        var path = $"/channels/{body["channel"]!["id"]}";
        _plane.Time.Advance(5);

        await _plane.UntilAsync(path, "CREATE_FAILED");

        (await _plane.MediaLive("POST", $"{path}/start")).Status.ShouldBe(409);
        (await _plane.MediaLive("DELETE", path)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_update_that_fails_can_be_repeated()
    {
        var stage = await _plane.IdleAsync();
        var path = $"/channels/{stage.Channel}";
        Fail("UpdateChannel");
        (await _plane.MediaLive("PUT", path, """{"name":"renamed"}""")).Status.ShouldBe(200);
        _plane.Time.Advance(3);
        await _plane.UntilAsync(path, "UPDATE_FAILED");

        (await _plane.MediaLive("PUT", path, """{"name":"renamed"}""")).Status.ShouldBe(200);
        _plane.Time.Advance(3);
        await _plane.UntilAsync(path, "IDLE");
    }

    [Fact]
    public async Task A_start_that_fails_ends_in_IDLE_also_in_the_next_process()
    {
        var stage = await _plane.IdleAsync();
        Fail("StartChannel");
        (await _plane.MediaLive("POST", $"/channels/{stage.Channel}/start")).Status.ShouldBe(200);
        using var next = await _plane.RestartAsync();
        next.Time.Advance(60);

        await next.UntilAsync($"/channels/{stage.Channel}", "IDLE");

        next.Media.Running.ShouldBeEmpty();
        (await next.MediaLive("POST", $"/channels/{stage.Channel}/start")).Status.ShouldBe(200);
        next.Time.Advance(60);
        await next.UntilAsync($"/channels/{stage.Channel}", "RUNNING");
    }

    private void Fail(string operation) => _plane.Get<FaultRuleRegistry>().Current = [new("medialive", operation, FaultMoment.Outcome, Times: 1)];
}
