using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Onair.Emulator.S3.Checksums;

/// <summary>One of S3's checksum algorithms at work.</summary>
internal abstract class Checksum : IDisposable
{
    /// <summary>The names as S3 spells them.</summary>
    public static readonly IReadOnlyList<string> Algorithms = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"];

    /// <summary>Begins a checksum; null when S3 has no such algorithm.</summary>
    public static Checksum? Create(string algorithm) => algorithm switch
    {
        "CRC32" => new CrcChecksum(CrcTable.Crc32),
        "CRC32C" => new CrcChecksum(CrcTable.Crc32C),
        "CRC64NVME" => new CrcChecksum(CrcTable.Crc64Nvme),
        "SHA1" => new HashChecksum(HashAlgorithmName.SHA1),
        "SHA256" => new HashChecksum(HashAlgorithmName.SHA256),
        _ => null,
    };

    /// <summary>The header that carries a checksum of the algorithm.</summary>
    public static string HeaderOf(string algorithm) => "x-amz-checksum-" + algorithm.ToLowerInvariant();

    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>The result, big-endian.</summary>
    public abstract byte[] Finish();

    public virtual void Dispose() => GC.SuppressFinalize(this);

    private sealed class CrcChecksum(CrcTable table) : Checksum
    {
        private ulong _state = table.Initial;

        public override void Append(ReadOnlySpan<byte> data) => _state = table.Update(_state, data);

        public override byte[] Finish()
        {
            var result = new byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(result, _state ^ table.Initial);
            return result[(8 - table.Bytes)..];
        }
    }

    private sealed class HashChecksum(HashAlgorithmName name) : Checksum
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

        public override void Append(ReadOnlySpan<byte> data) => _hash.AppendData(data);

        public override byte[] Finish() => _hash.GetHashAndReset();

        public override void Dispose()
        {
            _hash.Dispose();
            base.Dispose();
        }
    }
}
