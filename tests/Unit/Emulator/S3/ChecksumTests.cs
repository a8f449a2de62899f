using System.Text;
using Onair.Emulator.S3.Checksums;

namespace Onair.Tests.Unit.Emulator.S3;

public sealed class ChecksumTests
{
    // The check values of the CRC catalogue, and of FIPS 180 for the others.
    [Theory]
    [InlineData("CRC32", "123456789", "CBF43926")]
    [InlineData("CRC32C", "123456789", "E3069283")]
    [InlineData("CRC64NVME", "123456789", "AE8B14860A799888")]
    [InlineData("SHA1", "abc", "A9993E364706816ABA3E25717850C26C9CD0D89D")]
    [InlineData("SHA256", "abc", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("CRC32", "", "00000000")]
    [InlineData("CRC64NVME", "", "0000000000000000")]
    public void Known_values(string algorithm, string text, string hex)
    {
        using var checksum = Checksum.Create(algorithm)!;
        checksum.Append(Encoding.ASCII.GetBytes(text));
        Convert.ToHexString(checksum.Finish()).ShouldBe(hex);
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("CRC32C")]
    [InlineData("CRC64NVME")]
    public void Pieces_of_any_length_make_the_same_value(string algorithm)
    {
        var data = new byte[1000];
        new Random(1).NextBytes(data);
        using var whole = Checksum.Create(algorithm)!;
        whole.Append(data);
        using var pieces = Checksum.Create(algorithm)!;
        for (var (at, length) = (0, 1); at < data.Length; at += length++)
            pieces.Append(data.AsSpan(at, Math.Min(length, data.Length - at)));

        pieces.Finish().ShouldBe(whole.Finish());
    }
}
