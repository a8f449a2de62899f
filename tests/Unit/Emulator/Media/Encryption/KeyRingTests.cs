using Microsoft.Extensions.Logging.Abstractions;
using Onair.Emulator.Media.Encryption;

namespace Onair.Tests.Unit.Emulator.Media.Encryption;

public sealed class KeyRingTests
{
    private readonly FakeTime _time = new();
    private readonly List<long> _asked = [];
    private bool _fails;

    [Fact]
    public async Task The_next_key_is_asked_for_before_it_is_needed()
    {
        var ring = Ring(rotates: true);

        (await ring.GetAsync(5))!.Tag.Uri.ShouldBe("5");
        (await ring.GetAsync(5))!.Tag.Uri.ShouldBe("5");
        _asked.ShouldBe([5, 6]);
        (await ring.GetAsync(6))!.Tag.Uri.ShouldBe("6");
        _asked.ShouldBe([5, 6, 7]);
    }

    [Fact]
    public async Task Without_rotation_one_key_is_asked_for()
    {
        var ring = Ring(rotates: false);

        await ring.GetAsync(0);
        await ring.GetAsync(0);

        _asked.ShouldBe([0]);
    }

    [Fact]
    public async Task The_last_key_stays_in_use_while_the_key_server_fails_and_no_longer()
    {
        var ring = Ring(rotates: true);
        await ring.GetAsync(5);
        _fails = true;
        await ring.GetAsync(6);

        (await ring.GetAsync(7))!.Tag.Uri.ShouldBe("6");
        var attempts = _asked.Count;
        (await ring.GetAsync(7))!.Tag.Uri.ShouldBe("6");
        _asked.Count.ShouldBe(attempts, "a server that just failed is left in peace");

        _fails = false;
        _time.Advance(2);
        (await ring.GetAsync(7))!.Tag.Uri.ShouldBe("7");
    }

    [Fact]
    public async Task There_is_no_key_until_the_server_gave_one()
    {
        _fails = true;
        var ring = Ring(rotates: true);

        (await ring.GetAsync(5)).ShouldBeNull();
        _fails = false;
        _time.Advance(2);

        (await ring.GetAsync(5))!.Tag.Uri.ShouldBe("5");
    }

    private KeyRing Ring(bool rotates) => new(
        period =>
        {
            _asked.Add(period);
            return _fails
                ? Task.FromException<ContentKey>(new HttpRequestException("down"))
                : Task.FromResult(new ContentKey(new byte[16], new SegmentKey($"{period}", null, null, null)));
        },
        rotates, _time, NullLogger.Instance);
}
