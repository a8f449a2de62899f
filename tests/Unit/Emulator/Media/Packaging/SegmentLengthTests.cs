using Onair.Emulator.Media.Packaging;

namespace Onair.Tests.Unit.Emulator.Media.Packaging;

public sealed class SegmentLengthTests
{
    [Theory]
    [InlineData(4, 2, 4)]
    [InlineData(3, 2, 4)]
    [InlineData(5, 4, 4)]
    [InlineData(7, 4, 8)]
    [InlineData(1, 5, 5)]
    [InlineData(6, 1.001, 6.006)]
    public void Segments_have_the_nearest_number_of_GOPs(int wanted, double gop, double length) => SegmentLength.Of(wanted, gop).ShouldBe(length, 1e-9);
}
