// Linux, arm64. See starter.ts.
.globl _start
_start:
    mov x0, #0
    ldr x19, [sp]                   // number of words
    cmp x19, #2
    b.lt exit                       // nothing to start
    ldr x20, [sp, #16]              // the report's path
    add x21, sp, #24                // candidates
    add x22, sp, x19, lsl #3
    add x22, x22, #16               // the environment
    mov x23, x21
command:                            // stands behind the empty word
    ldr x9, [x23], #8
    ldrb w9, [x9]
    cbnz w9, command
    mov w24, #2                     // the error: ENOENT
    mov w25, #0                     // number of the candidate to blame
    mov w26, #0                     // number of the candidate
next:
    ldr x0, [x21]
    ldrb w9, [x0]
    cbz w9, fail
    mov x1, x23
    mov x2, x22
    mov x8, #221                    // execve
    svc #0
    neg w9, w0
    cmp w9, #2                      // ENOENT
    b.eq absent
    cmp w9, #20                     // ENOTDIR
    b.eq advance
    mov w24, w9
    mov w25, w26
    cmp w9, #13                     // EACCES
    b.ne fail
advance:
    add x21, x21, #8
    add w26, w26, #1
    b next
absent:
    mov x0, #-100                   // AT_FDCWD
    ldr x1, [x21]
    mov x2, #0
    mov x8, #48                     // faccessat
    svc #0
    cbnz x0, advance
    mov w24, #255
    mov w25, w26
fail:
    orr w9, w24, w25, lsl #8
    str x9, [sp, #-16]!
    mov x0, #-100                   // AT_FDCWD
    mov x1, x20
    mov x2, #1                      // O_WRONLY
    mov x3, #0
    mov x8, #56                     // openat
    svc #0
    mov x1, sp
    mov x2, #2
    mov x8, #64                     // write
    svc #0
    mov x0, #126
    cmp w24, #2
    b.ne exit
    mov x0, #127
exit:
    mov x8, #94                     // exit_group
    svc #0
