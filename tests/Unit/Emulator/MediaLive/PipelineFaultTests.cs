using Onair.Emulator.Faults;

namespace Onair.Tests.Unit.Emulator.MediaLive;

/// <summary>MediaLive restarts a pipeline that has failed.</summary>
public sealed class PipelineFaultTests : IDisposable
{
    private readonly ControlPlane _plane = new();

    public void Dispose() => _plane.Dispose();

    [Fact]
    public async Task A_failed_pipeline_restarts_with_a_name_modifier_of_its_own()
    {
        var stage = await _plane.RunningAsync();
        var former = _plane.Media.Running[stage.Channel].Archives.Single();

        _plane.Get<IPipelineFaults>().Fail(stage.Channel, 0).ShouldBeNull();
        await _plane.UntilAsync($"/channels/{stage.Channel}", "RECOVERING");
        _plane.Media.Running.ShouldBeEmpty();
        var restart = _plane.Time.GetUtcNow().AddSeconds(60);
        _plane.Time.Advance(60);
        await _plane.UntilAsync($"/channels/{stage.Channel}", "RUNNING");

        await Eventually.ShouldBeAsync(() => Task.FromResult(_plane.Media.Running.ContainsKey(stage.Channel)), () => "the pipeline is back");
        _plane.Media.Running[stage.Channel].Archives.Single().ShouldBe(former with { NameModifier = $"-{restart:yyyyMMddTHHmmss}-720" });
    }

    [Fact]
    public async Task A_channel_that_is_stopped_while_it_recovers_stays_stopped()
    {
        var stage = await _plane.RunningAsync();
        _plane.Get<IPipelineFaults>().Fail(stage.Channel, 0).ShouldBeNull();
        await _plane.UntilAsync($"/channels/{stage.Channel}", "RECOVERING");

        (await _plane.MediaLive("POST", $"/channels/{stage.Channel}/stop")).Status.ShouldBe(200);
        _plane.Time.Advance(15);
        await _plane.UntilAsync($"/channels/{stage.Channel}", "IDLE");
        _plane.Time.Advance(60);

        await _plane.UntilAsync($"/channels/{stage.Channel}", "IDLE");
        _plane.Media.Running.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_a_pipeline_of_a_running_channel_fails()
    {
        var idle = await _plane.IdleAsync();
        var faults = _plane.Get<IPipelineFaults>();

        faults.Fail("none", 0).ShouldBe("channel: value 'none' must be the id of a channel");
        faults.Fail(idle.Channel, 0).ShouldBe($"channel: {idle.Channel} is IDLE; it must be RUNNING");
        await _plane.MediaLive("POST", $"/channels/{idle.Channel}/start");
        _plane.Time.Advance(60);
        await _plane.UntilAsync($"/channels/{idle.Channel}", "RUNNING");
        faults.Fail(idle.Channel, 1).ShouldBe("body: value 1 must be the number of a pipeline, from 0 to 0");
    }
}
