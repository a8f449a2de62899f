namespace Onair.Tests.Integration.Emulator;

/// <summary>AWS's own clients, as Debian packages them (python3-boto3, awscli), against the real process.</summary>
public sealed class ForeignClientTests
{
    private const string Python = "/usr/bin/python3";

    [Fact]
    public async Task Boto3_drives_the_life_of_a_channel()
    {
        await using var emulator = await ClientEmulator.StartedAsync();
        (await emulator.RunAsync(Python, ClientEmulator.Script("channel_life.py"), "all")).ShouldContain("nothing left");
    }

    [Fact]
    public async Task The_AWS_CLI_drives_the_life_of_a_channel()
    {
        await using var emulator = await ClientEmulator.StartedAsync();
        (await emulator.RunAsync("/bin/bash", ClientEmulator.Script("channel-life.sh"))).ShouldContain("nothing left");
    }

    [Fact]
    public async Task Boto3_drives_a_distribution()
    {
        await using var emulator = await ClientEmulator.StartedAsync();
        (await emulator.RunAsync(Python, ClientEmulator.Script("distribution.py"))).ShouldContain("nothing left");
    }

    [Fact]
    public async Task Boto3_drives_a_channel_of_IVS()
    {
        await using var emulator = await ClientEmulator.StartedAsync();
        (await emulator.RunAsync(Python, ClientEmulator.Script("ivs.py"))).ShouldContain("nothing left");
    }

    [Fact]
    public async Task Boto3_keeps_parameters_and_secrets()
    {
        await using var emulator = await ClientEmulator.StartedAsync();
        (await emulator.RunAsync(Python, ClientEmulator.Script("stores.py"))).ShouldContain("nothing left");
    }

    [Fact]
    public async Task Boto3_converts_a_recording()
    {
        await using var emulator = await ClientEmulator.StartedAsync();
        (await emulator.RunAsync(Python, ClientEmulator.Script("convert.py"))).ShouldContain("converted");
    }

    [Fact]
    public async Task The_AWS_CLI_keeps_parameters_and_secrets()
    {
        await using var emulator = await ClientEmulator.StartedAsync();
        (await emulator.RunAsync("/bin/bash", ClientEmulator.Script("stores.sh"))).ShouldContain("nothing left");
    }

    [Fact]
    public async Task A_killed_emulator_takes_up_where_it_was()
    {
        // Slow enough for the kill to meet the channel on its way from STARTING to RUNNING.
        await using var emulator = await ClientEmulator.StartedAsync(delayScale: 0.1);
        await emulator.RunAsync(Python, ClientEmulator.Script("channel_life.py"), "start");
        await emulator.KillAsync();
        await emulator.StartAsync();
        await emulator.RunAsync(Python, ClientEmulator.Script("channel_life.py"), "running");
        await emulator.KillAsync();
        await emulator.StartAsync();
        (await emulator.RunAsync(Python, ClientEmulator.Script("channel_life.py"), "end")).ShouldContain("nothing left");
    }
}
