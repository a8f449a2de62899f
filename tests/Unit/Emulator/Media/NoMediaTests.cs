using Onair.Emulator.Media;

namespace Onair.Tests.Unit.Emulator.Media;

public sealed class NoMediaTests
{
    private readonly NoMedia _media = new();

    [Fact]
    public async Task A_running_channel_receives_unless_it_is_set_otherwise()
    {
        _media.Health("1").ShouldBeEmpty();
        await StartAsync("1");
        await StartAsync("2");
        _media.SetReceiving("1", false);

        _media.Health("1").Select(h => (h.Pipeline, h.Receiving)).ShouldBe([(0, false), (1, false)]);
        _media.Health("2").ShouldAllBe(h => h.Receiving);
        _media.SetReceiving("1", true);
        _media.Health("1").ShouldAllBe(h => h.Receiving);
    }

    [Fact]
    public async Task A_channels_receiving_state_survives_a_restart()
    {
        await StartAsync("1");
        _media.SetReceiving("1", false);
        await _media.StopAsync("1", CancellationToken.None);
        _media.Health("1").ShouldBeEmpty();

        await StartAsync("1");

        _media.Health("1").ShouldAllBe(h => !h.Receiving);
    }

    private Task StartAsync(string channel) => _media.StartAsync(
        new(channel, [new(0, "input", "live", "key"), new(1, "input", "backup", "key")], [], null, []), CancellationToken.None);
}
