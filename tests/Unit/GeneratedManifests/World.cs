using System.Text.Json;
using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Tests.Manifests;
using Onair.Tests.Unit.Operator.LiveStreams;

namespace Onair.Tests.Unit.GeneratedManifests;

/// <summary>What a generated stream does not say itself: its provider, the time, whether video comes.</summary>
internal sealed record World(MediaProviderSpec? Provider, DateTimeOffset Now, bool Receiving)
{
    private readonly List<LiveStreamSpec> _lives = [];

    public static World Any(Specs specs) => new(
        specs.AnyProvider(), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(specs.Random.Next(2 * 365)),
        specs.Random.Next(3) == 0 ? false : true);

    /// <summary>A stream that was just applied.</summary>
    public SimulatedAws Live(LiveStreamSpec spec)
    {
        _lives.Add(spec);
        return new() { Spec = spec, Provider = Provider, Now = Now, Receiving = Receiving };
    }

    /// <summary>Somebody applies another spec.</summary>
    public void Edit(SimulatedAws aws, LiveStreamSpec spec)
    {
        _lives.Add(spec);
        aws.Edit(spec);
    }

    /// <summary>Runs a test; a failure tells the seed and what was declared.</summary>
    public void Try(Action<World> test)
    {
        try
        {
            test(this);
        }
        catch (Exception problem)
        {
            var specs = _lives.Select(spec => JsonSerializer.Serialize(spec, OnairJsonContext.Default.LiveStreamSpec));
            throw new ShouldAssertException($"{Seed.Text}: {problem.Message}\n{this}\n{string.Join('\n', specs)}", problem);
        }
    }
}
