using Onair.ConnectorPod.Plans;

namespace Onair.Tests.Unit.ConnectorPod.Plans;

public sealed class PictureFormatTests
{
    [Theory]
    [InlineData(30)]
    [InlineData(25)]
    [InlineData(7)] // does not divide 48,000
    [InlineData(59)]
    public void The_ticks_of_an_hour_have_exactly_its_samples(int frameRate)
    {
        var format = new PictureFormat(640, 360, frameRate);

        Enumerable.Range(0, 3_600 * frameRate).Sum(t => (long)format.SamplesOf(t)).ShouldBe(3_600L * PictureFormat.SampleRate);
        format.Due(3_600L * frameRate).ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public void Ticks_do_not_drift_in_a_year()
    {
        var format = new PictureFormat(640, 360, 30);

        format.Due(365L * 86_400 * 30).ShouldBe(TimeSpan.FromDays(365));
    }
}
