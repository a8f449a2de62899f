using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Onair.Emulator.Auth;
using Onair.Emulator.S3.Checksums;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>CompleteMultipartUpload: the parts become one object.</summary>
internal static class MultipartCompletion
{
    /// <summary>Of every part but the last, in bytes.</summary>
    private const long SmallestPart = 5 * 1024 * 1024;

    public static async Task CompleteAsync(S3Request request, Bucket bucket, TimeProvider time)
    {
        // Its checksum headers describe the object, not this document: they are checked below.
        var given = Checksum.Algorithms.Where(a => request.Header(Checksum.HeaderOf(a)) is not null)
            .ToDictionary(a => a, a => request.Header(Checksum.HeaderOf(a))!);
        foreach (var algorithm in given.Keys) request.Context.Request.Headers.Remove(Checksum.HeaderOf(algorithm));
        var document = await S3Xml.ReadAsync(request.Context, "CompleteMultipartUpload");

        var id = request.Parameter("uploadId") ?? "";
        if (bucket.Find(request.Key!) is { } done && done.UploadId == id && !bucket.Uploads.ContainsKey(id))
        {
            await AnswerAsync(request, bucket, done);
            return;
        }

        var upload = MultipartOperations.Find(request, bucket);
        await upload.Ending.WaitAsync(request.Aborted);
        try
        {
            // Another request may have completed or aborted the upload meanwhile.
            if (!bucket.Uploads.ContainsKey(id)) throw S3Errors.NoSuchUpload(id);
            var made = await AssembleAsync(request, bucket, upload, Listed(document, upload), given, time);
            bucket.Commit(made, current => Preconditions.CheckWrite(request.Context.Request.Headers, made.Key, current));
            bucket.EndUpload(upload);
            await AnswerAsync(request, bucket, made);
        }
        finally
        {
            upload.Ending.Release();
        }
    }

    /// <summary>The parts of the upload that the document lists, checked.</summary>
    public static IReadOnlyList<PartRecord> Listed(XElement document, MultipartUpload upload)
    {
        var listed = new List<PartRecord>();
        foreach (var element in document.Children("Part"))
        {
            if (!int.TryParse(element.Text("PartNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw S3Errors.MalformedXml();
            if (listed.Count > 0 && listed[^1].Number >= number)
            {
                throw new AwsException(400, "InvalidPartOrder",
                    "The list of parts was not in ascending order. The parts list must be specified in order by part number.");
            }

            if (!upload.Parts.TryGetValue(number, out var part)
                || part.ETag != element.Text("ETag")?.Trim('"')
                || part.Checksums.Any(c => element.Text("Checksum" + c.Key) is { } told && told != c.Value))
            {
                throw new AwsException(400, "InvalidPart",
                    "One or more of the specified parts could not be found. The part may not have been uploaded, or the "
                    + "specified entity tag may not match the part's entity tag.")
                {
                    Details = new Dictionary<string, string>
                    {
                        ["UploadId"] = upload.Record.Id,
                        ["PartNumber"] = number.ToString(CultureInfo.InvariantCulture),
                        ["ETag"] = element.Text("ETag") ?? "",
                    },
                };
            }

            listed.Add(part);
        }

        if (listed.Count == 0) throw S3Errors.MalformedXml();
        if (listed.SkipLast(1).FirstOrDefault(p => p.Size < SmallestPart) is not { } small) return listed;
        throw new AwsException(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
        {
            Details = new Dictionary<string, string>
            {
                ["ProposedSize"] = small.Size.ToString(CultureInfo.InvariantCulture),
                ["MinSizeAllowed"] = SmallestPart.ToString(CultureInfo.InvariantCulture),
                ["PartNumber"] = small.Number.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    private static async Task<ObjectRecord> AssembleAsync(
        S3Request request, Bucket bucket, MultipartUpload upload, IReadOnlyList<PartRecord> parts,
        Dictionary<string, string> given, TimeProvider time)
    {
        var record = upload.Record;
        var whole = record.ChecksumType == "FULL_OBJECT" ? record.ChecksumAlgorithm : null;
        var blob = Bucket.NewBlob();
        await using var content = new PartsStream(upload, parts);
        var digest = await BlobFile.WriteAsync(bucket.BlobPath(blob), content, null, whole is null ? [] : [whole], request.Aborted);
        var checksums = whole is not null || record.ChecksumAlgorithm is not { } algorithm
            ? digest.Checksums
            : new Dictionary<string, string> { [algorithm] = Composite(algorithm, parts) };
        foreach (var (name, value) in given)
        {
            if (!checksums.TryGetValue(name, out var computed) || computed == value) continue;
            File.Delete(bucket.BlobPath(blob));
            throw S3Errors.BadDigest(name);
        }

        return new ObjectRecord(record.Key, blob, digest.Size, ETag(parts), time.GetUtcNow())
        {
            Attributes = record.Attributes,
            Checksums = checksums,
            ChecksumType = record.ChecksumType,
            PartSizes = [.. parts.Select(p => p.Size)],
            UploadId = record.Id,
        };
    }

    private static string ETag(IReadOnlyList<PartRecord> parts)
    {
#pragma warning disable CA5351 // An ETag is an MD5 by S3's definition.
        var md5 = MD5.HashData(parts.SelectMany(p => Convert.FromHexString(p.ETag)).ToArray());
#pragma warning restore CA5351
        return $"{Convert.ToHexStringLower(md5)}-{parts.Count}";
    }

    private static string Composite(string algorithm, IReadOnlyList<PartRecord> parts)
    {
        using var checksum = Checksum.Create(algorithm)!;
        foreach (var part in parts) checksum.Append(Convert.FromBase64String(part.Checksums[algorithm]));
        return $"{Convert.ToBase64String(checksum.Finish())}-{parts.Count}";
    }

    private static Task AnswerAsync(S3Request request, Bucket bucket, ObjectRecord made) =>
        S3Xml.WriteAsync(request.Context, "CompleteMultipartUploadResult", xml =>
        {
            var http = request.Context.Request;
            xml.WriteElementString("Location",
                $"{http.Scheme}://{http.Host}/{bucket.Record.Name}/{RawUrl.Encode(made.Key, keepSlash: true)}");
            xml.WriteElementString("Bucket", bucket.Record.Name);
            xml.WriteElementString("Key", made.Key);
            xml.WriteElementString("ETag", ObjectHeaders.Quote(made.ETag));
            foreach (var (name, value) in made.Checksums) xml.WriteElementString("Checksum" + name, value);
            if (made.Checksums.Count > 0) xml.WriteElementString("ChecksumType", made.ChecksumType);
        });
}
